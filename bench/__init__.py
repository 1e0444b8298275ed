"""Speed and size, side by side in one run: tracuu, stock Whoosh, SQLite FTS5 and tantivy over the same sections."""
