; test retarget, yield-in-spin-loops, vectorize-warps
; about a loop that waits for another thread is not run in lock-step
define ptx_kernel void @k(ptr %p) {
  br label %again
again:
  %v = load atomic i32, ptr %p acquire, align 4
  %c = icmp eq i32 %v, 0
  br i1 %c, label %again, label %out
out:
  ret void
}

; check: define void @k.thread(ptr %0, i32 %1)
; not: aligned
