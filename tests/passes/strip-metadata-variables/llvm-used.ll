; test strip-metadata-variables, drop-unused
; about a variable that only `llvm.used` names goes, one that a kernel names stays
@unused = internal addrspace(1) global i32 1, align 4
@needed = internal addrspace(1) global i32 2, align 4
@llvm.used = appending global [2 x ptr] [ptr addrspacecast (ptr addrspace(1) @unused to ptr), ptr addrspacecast (ptr addrspace(1) @needed to ptr)], section "llvm.metadata"

define ptx_kernel void @k() {
  store i32 3, ptr addrspace(1) @needed, align 4
  ret void
}

; not: @unused
; check: @needed
; not: llvm.used
; check: @k
