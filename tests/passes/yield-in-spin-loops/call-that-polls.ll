; test yield-in-spin-loops
; about a loop may wait through a function that reads a flag, also one called through others or by pointer
define i32 @read(ptr %p) {
  %x = load atomic volatile i32, ptr %p monotonic, align 4
  ret i32 %x
}

define i32 @indirectly(ptr %p) {
  %x = call i32 @read(ptr %p)
  ret i32 %x
}

define i32 @square(i32 %x) {
  %y = mul i32 %x, %x
  ret i32 %y
}

define void @wait(ptr %p) {
entry:
  br label %loop
loop:
  %x = call i32 @indirectly(ptr %p)
  %set = icmp ne i32 %x, 0
  br i1 %set, label %end, label %loop
end:
  ret void
}

define void @wait_by_pointer(ptr %p, ptr %f) {
entry:
  br label %loop
loop:
  %x = call i32 %f(ptr %p)
  %set = icmp ne i32 %x, 0
  br i1 %set, label %end, label %loop
end:
  ret void
}

define void @count(i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 2, %entry ], [ %y, %loop ]
  %y = call i32 @square(i32 %i)
  %large = icmp ugt i32 %y, %n
  br i1 %large, label %end, label %loop
end:
  ret void
}

; check: void @wait(
; check: br i1 %set, label %end, label %spin.yield
; check: void @wait_by_pointer(
; check: br i1 %set, label %end, label %spin.yield
; check: void @count(
; not: spin.yield
; check: br i1 %large, label %end, label %loop
; not: spin.yield
