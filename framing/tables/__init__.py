"""Tables and their contracts: what each must look like, and what is read of files strictly."""
