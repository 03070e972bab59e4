; test translate-inline-ptx
; about several results come in a structure; a shuffle keeps the function convergent
define { i32, i32 } @f(i32 %x) {
  %r = call { i32, i32 } asm sideeffect "{ .reg .pred p; shfl.sync.up.b32 $0|p, $2, 1, 0, -1; selp.u32 $1, 1, 0, p; }", "=r,=r,r"(i32 %x)
  ret { i32, i32 } %r
}

; check: call { i32, i32 } @anywarp.ptx.0(i32 %x)
; check: Function Attrs: alwaysinline convergent
; nextln: define internal { i32, i32 } @anywarp.ptx.0(i32 %a0)
; check: call { i32, i1 } @llvm.nvvm.shfl.sync.up.i32p(i32 -1
