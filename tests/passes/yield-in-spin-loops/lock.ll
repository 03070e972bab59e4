; test yield-in-spin-loops
; about a lock expects a constant, so it waits until somebody else unlocks
define void @lock(ptr %mutex) {
entry:
  br label %try
try:
  %r = cmpxchg ptr %mutex, i32 0, i32 1 acquire monotonic, align 4
  %taken = extractvalue { i32, i1 } %r, 1
  br i1 %taken, label %end, label %try
end:
  ret void
}

define void @exchange(ptr %mutex) {
entry:
  br label %try
try:
  %old = atomicrmw xchg ptr %mutex, i32 1 acquire, align 4
  %taken = icmp eq i32 %old, 0
  br i1 %taken, label %end, label %try
end:
  ret void
}

; check: void @lock
; check: call void @anywarp.suspend()
; check: br i1 %taken, label %end, label %spin.yield
; check: void @exchange
; check: call void @anywarp.suspend()
; check: br i1 %taken, label %end, label %spin.yield
