; test retarget
; about branches, switches and loops keep their shape; blocks that cannot be reached are dropped, fixed slots move to
; the prologue
define i32 @f(i32 %n, ptr addrspace(1) %p) {
entry:
  switch i32 %n, label %loop [ i32 0, label %zero
                               i32 7, label %seven ]
zero:
  ret i32 1
seven:
  %slot = alloca { i32, ptr }, align 8
  store i32 %n, ptr %slot, align 8
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ 3, %seven ], [ %next, %loop ], [ 9, %lost ]
  %q = phi ptr addrspace(1) [ %p, %entry ], [ null, %seven ], [ %q, %loop ], [ null, %lost ]
  %next = add i32 %i, 1
  %more = icmp ult i32 %next, %n
  br i1 %more, label %loop, label %end
lost:
  br label %loop
end:
  %x = load i32, ptr addrspace(1) %q, align 4
  ret i32 %x
}

; check: prologue:
; nextln: $(slot=$V) = alloca [16 x i8], align 8
; nextln: br label %entry
; not: lost:
; check: switch i32 %0, label %loop [
; nextln: i32 0, label %zero
; nextln: i32 7, label %seven
; not: alloca
; unordered: store i32 %0, ptr $slot
; unordered: phi i32 [ 0, %entry ], [ 3, %seven ], [ $V, %loop ]
; unordered: phi ptr [ %1, %entry ], [ null, %seven ], [ $V, %loop ]
