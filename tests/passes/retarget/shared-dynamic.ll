; test retarget
; about `extern __shared__` begins where the runtime says, and needs no static memory
@dynamic = external addrspace(3) global [0 x float], align 4

define ptx_kernel void @k(i32 %i) {
  %e = getelementptr inbounds [0 x float], ptr addrspace(3) @dynamic, i32 0, i32 %i
  store float 1.0, ptr addrspace(3) %e, align 4
  ret void
}

; check: $(base=$V) = call ptr @anywarp_dynamic_shared(ptr %0)
; check: getelementptr i8, ptr $base, i32 $V
; check: 0 bytes shared
