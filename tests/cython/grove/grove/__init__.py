"""Trees and words in an arena, made by C and by Cython."""
