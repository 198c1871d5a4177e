// Functions of libraries that are opened when the first of them is called: a command that draws no words and hashes nothing
// starts without them. The functions are declared by the libraries' own headers, under their own names. On Linux alone; elsewhere
// the libraries are linked.
#pragma once
