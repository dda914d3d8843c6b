`a
bc`; "x"
// comment
y;
