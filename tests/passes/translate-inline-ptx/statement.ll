; test translate-inline-ptx
; about equal statements call one function; what says nothing stays
define void @f(ptr %to) {
  %a = call i32 asm sideeffect "mov.u32 $0, %laneid;", "=r"()
  call void asm sideeffect "", "~{memory}"()
  %b = call i32 asm sideeffect "mov.u32 $0, %laneid;", "=r"()
  %both = add i32 %a, %b
  store i32 %both, ptr %to, align 4
  ret void
}

; check: void @f(ptr %to)
; nextln: %1 = call i32 @anywarp.ptx.0()
; nextln: call void asm sideeffect "", "~{memory}"()
; nextln: %2 = call i32 @anywarp.ptx.0()
; nextln: %both = add i32 %1, %2
; check: define internal i32 @anywarp.ptx.0()
; check: call i32 @llvm.nvvm.read.ptx.sreg.laneid()
