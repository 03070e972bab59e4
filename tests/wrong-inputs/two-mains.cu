// The host half defines a function twice.
int twice(int value) { return 2 * value; }
int twice(int value) { return value + value; }
