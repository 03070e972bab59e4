// Atomic operations on 16 bytes, for which no target has an instruction.
// One lock for each image keeps them apart; other accesses to the bytes, and other images, know nothing of it.

typedef unsigned long long half;
typedef unsigned __int128 wide;

static __attribute__((address_space(1))) unsigned lock;

/// The old value; `desired` is stored if there is no value to compare with, or if it is the old one.
static wide update(volatile half *at, const wide *expected, const wide *desired) {
    // A bad address faults here: whoever held the lock then would hold it for ever.
    (void)at[0];
    wide old = 0;
    // The lock is given back in the same turn, so that threads of a warp that run in step do not wait for each other.
    for (int done = 0; !done;) {
        unsigned unlocked = 0;
        if (__scoped_atomic_compare_exchange_n(&lock, &unlocked, 1u, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED,
                                               __MEMORY_SCOPE_DEVICE)) {
            old = (wide)at[1] << 64 | at[0];
            if (desired && (!expected || old == *expected)) {
                at[0] = (half)*desired;
                at[1] = (half)(*desired >> 64);
            }
            __scoped_atomic_store_n(&lock, 0u, __ATOMIC_RELEASE, __MEMORY_SCOPE_DEVICE);
            done = 1;
        }
    }
    return old;
}

wide __anywarp_atomic_load_16(const volatile void *from) { return update((volatile half *)from, 0, 0); }

void __anywarp_atomic_store_16(volatile void *to, wide value) { update(to, 0, &value); }

wide __anywarp_atomic_exchange_16(volatile void *at, wide value) { return update(at, 0, &value); }

wide __anywarp_atomic_compare_exchange_16(volatile void *at, wide expected, wide value) {
    return update(at, &expected, &value);
}
