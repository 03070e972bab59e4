; test call-wide-atomics
; about what CUDA does not have is refused
define void @f(ptr %p) {
  %old = atomicrmw add ptr %p, i128 1 monotonic, align 16
  ret void
}

; expect
; error: of 16 bytes there are atomic loads, stores, exchanges and compare-and-swaps only [AW1001]
;   note: loop over a compare-and-swap
