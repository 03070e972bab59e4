; test internalize-functions, optimize-nvvm
; about an access through a generic pointer that is known to be global or shared says so afterwards
@s = internal addrspace(3) global [32 x i32] undef, align 4

define ptx_kernel void @k(i32 %i, i32 %v) {
  %g = addrspacecast ptr addrspace(3) @s to ptr
  %e = getelementptr [32 x i32], ptr %g, i32 0, i32 %i
  store volatile i32 %v, ptr %e, align 4
  ret void
}

; check: store volatile i32 %v, ptr addrspace(3) $V, align 4
