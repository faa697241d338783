"""One criterion a file, named by its code. Importing a module registers its criterion."""
