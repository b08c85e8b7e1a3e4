"""What is wrong with the content of an edition: its words, links, pictures, headings, facts and minutes."""
