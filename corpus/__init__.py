"""What a paper is: data, readers, parser, text rules, and the register of the papers we have. Knows no other room."""
