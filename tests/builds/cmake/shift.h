// Included by device code; what is changed here makes a build system compile that again.
#define SHIFT 7
