"""The Whoosh index, its postings kept as flat arrays. The only folder that knows whoosh."""
