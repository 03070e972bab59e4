; test retarget
; about a variable may hold an address, but not what is computed from two of them when the program starts
@a = addrspace(1) global i32 0, align 4
@b = addrspace(1) global i32 0, align 4
@difference = addrspace(1) global i64 sub (i64 ptrtoint (ptr addrspace(1) @a to i64), i64 ptrtoint (ptr addrspace(1) @b to i64)), align 8

; expect
; error: the initial value of `difference` computes `i64 sub (i64 ptrtoint (ptr addrspace(1) @a to i64), i64 ptrtoint (ptr addrspace(1) @b to i64))` at load time [AW1001]
;   note: initialise the variable from a kernel or with cudaMemcpyToSymbol
