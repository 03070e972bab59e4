; test yield-in-spin-loops
; about a compare-and-swap that expects what it saw last fails only if somebody else succeeded: it waits for nobody
define void @atomic_max(ptr %p, float %x) {
entry:
  %first = load i32, ptr %p, align 4
  br label %try
try:
  %seen = phi i32 [ %first, %entry ], [ %now, %try ]
  %old = bitcast i32 %seen to float
  %larger = fcmp ogt float %x, %old
  %best = select i1 %larger, float %x, float %old
  %bits = bitcast float %best to i32
  %r = cmpxchg ptr %p, i32 %seen, i32 %bits monotonic monotonic, align 4
  %now = extractvalue { i32, i1 } %r, 0
  %same = icmp eq i32 %now, %seen
  br i1 %same, label %end, label %try
end:
  ret void
}

; not: anywarp_yield
; check: br i1 %same, label %end, label %try
; not: anywarp_yield
