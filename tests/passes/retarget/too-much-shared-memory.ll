; test retarget
; about CUDA allows 48 KiB of static shared memory a kernel; what is exactly as large is accepted
@large = internal addrspace(3) global [49152 x i8] undef, align 1
@one = internal addrspace(3) global i8 undef, align 1

define ptx_kernel void @fits() {
  store i8 1, ptr addrspace(3) @large, align 1
  ret void
}

define ptx_kernel void @too_much() {
  store i8 1, ptr addrspace(3) @large, align 1
  store i8 1, ptr addrspace(3) @one, align 1
  ret void
}

; expect
; error: kernel `too_much` uses 49153 bytes of static shared memory [AW2002]
;   note: CUDA allows 49152 bytes; use dynamic shared memory (extern __shared__) beyond that
