; test retarget
; about who is called owns what is passed by value: it gets a copy, made before the first block
define i32 @callee(ptr byval({ i32, ptr }) align 8 %s) {
  store i32 1, ptr %s, align 8
  %x = load i32, ptr %s, align 8
  ret i32 %x
}

define i32 @caller(ptr %s) {
  %x = call i32 @callee(ptr byval({ i32, ptr }) align 8 %s)
  ret i32 %x
}

; check: i32 @callee(ptr %0)
; nextln: prologue:
; nextln: $(copy=$V) = alloca [16 x i8], align 8
; nextln: call void @llvm.memcpy.p0.p0.i32(ptr align 8 $copy, ptr align 8 %0, i32 16, i1 false)
; check: store i32 1, ptr $copy, align 8
; nextln: load i32, ptr $copy, align 8
; check: i32 @caller(ptr %0)
; check: call i32 @callee(ptr %0)
