; test translate-inline-ptx
; about a carry that another statement left: its functions are inlined, and share a slot
define void @kernel(i32 %a, ptr %to) {
  %low = call i32 @add_with(i32 %a)
  %high = call i32 @carry_of(i32 %a)
  store i32 %low, ptr %to, align 4
  store i32 %high, ptr %to, align 4
  ret void
}
define internal i32 @add_with(i32 %a) noinline {
  %r = call i32 asm sideeffect "add.cc.u32 $0, $1, $1;", "=r,r"(i32 %a)
  ret i32 %r
}
define internal i32 @carry_of(i32 %a) noinline {
  %r = call i32 asm sideeffect "addc.u32 $0, $1, 0;", "=r,r"(i32 %a)
  ret i32 %r
}

; check: void @kernel(i32 %a, ptr %to)
; nextln: $(slot=$V) = alloca i1
; nextln: store i1 false, ptr $slot
; nextln: call i32 @anywarp.ptx.0(i32 %a, ptr $slot)
; nextln: call i32 @anywarp.ptx.1(i32 %a, ptr $slot)
