; test translate-inline-ptx
; about what is not supported stays, for the target's passes to report if a kernel reaches it
define i32 @f() {
  %r = call i32 asm "mov.u32 $0, %envreg3;", "=r"()
  ret i32 %r
}

; check: call i32 asm "mov.u32 $$0, %envreg3;", "=r"()
