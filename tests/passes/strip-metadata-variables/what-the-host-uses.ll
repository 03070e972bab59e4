; test strip-metadata-variables
; about clang's list of variables of other units that the host uses goes with the list that names it
@theirs = external addrspace(1) global i32, align 4
@__clang_gpu_used_external = internal addrspace(1) global [1 x ptr] [ptr addrspacecast (ptr addrspace(1) @theirs to ptr)]
@llvm.compiler.used = appending global [1 x ptr] [ptr addrspacecast (ptr addrspace(1) @__clang_gpu_used_external to ptr)], section "llvm.metadata"

; check: @theirs
; not: __clang_gpu_used_external
; not: llvm.compiler.used
