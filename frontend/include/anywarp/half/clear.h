// Forgets the names that types.h and the headers after it were given.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#undef ANYWARP_T
#undef ANYWARP_T2
#undef ANYWARP_RAW
#undef ANYWARP_RAW2
#undef ANYWARP_OTHER
#undef ANYWARP_F
#undef ANYWARP_FROM_
#undef ANYWARP_FROM
#undef ANYWARP_FROM2
#undef ANYWARP_TO
#undef ANYWARP_TO2
#undef ANYWARP_AS
#undef ANYWARP_OF
#undef ANYWARP_HALVES
#undef ANYWARP_PAIR
#undef ANYWARP_MAKE2
