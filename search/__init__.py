"""The read side: terms, query, engine, fragments, answer, evaluation. May know corpus."""
