; test retarget
; about an atomic operation keeps its operation, type and order; every scope becomes the system's
define void @f(ptr %p, ptr addrspace(1) %g, i32 %i, i64 %l, float %x, double %d) {
  %a = atomicrmw add ptr %p, i32 %i seq_cst, align 4
  %b = atomicrmw umax ptr addrspace(1) %g, i64 %l syncscope("device") monotonic, align 8
  %c = atomicrmw fadd ptr %p, float %x syncscope("block") acq_rel, align 4
  %e = atomicrmw fadd ptr %p, double %d monotonic, align 8
  %h = cmpxchg ptr %p, i32 0, i32 %i syncscope("device") acquire monotonic, align 4
  %k = atomicrmw uinc_wrap ptr %p, i32 %i monotonic, align 4
  %m = load atomic i32, ptr %p syncscope("block") acquire, align 4
  store atomic i32 %m, ptr %p release, align 4
  ret void
}

; not: syncscope
; check: atomicrmw add ptr %0, i32 %2 seq_cst, align 4
; nextln: atomicrmw umax ptr %1, i64 %3 monotonic, align 8
; nextln: atomicrmw fadd ptr %0, float %4 acq_rel, align 4
; nextln: atomicrmw fadd ptr %0, double %5 monotonic, align 8
; nextln: cmpxchg ptr %0, i32 0, i32 %2 acquire monotonic, align 4
; nextln: atomicrmw uinc_wrap ptr %0, i32 %2 monotonic, align 4
; nextln: $(m=$V) = load atomic i32, ptr %0 acquire, align 4
; nextln: store atomic i32 $m, ptr %0 release, align 4
