# kata: 6.3
name = “lstm”
