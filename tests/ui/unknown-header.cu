// about: a header that the toolkit does not have
#include <no_such_header.h>

int main() { return 0; }
