; test yield-in-spin-loops
; about threads that take numbers of pieces of work until there are no more wait for nobody
define void @work(ptr %next, ptr %p, i32 %n) {
entry:
  br label %loop
loop:
  %number = atomicrmw add ptr %next, i32 1 monotonic, align 4
  %more = icmp ult i32 %number, %n
  br i1 %more, label %piece, label %end
piece:
  %e = getelementptr i32, ptr %p, i32 %number
  store i32 1, ptr %e, align 4
  br label %loop
end:
  ret void
}

; not: anywarp_yield
; check: br i1 %more, label %piece, label %end
; not: anywarp_yield
