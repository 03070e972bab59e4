; test retarget
; about each unsupported construct is named with its line and the function that holds it
declare i32 @llvm.nvvm.read.ptx.sreg.envreg0()
declare i32 @undefined(i32)
declare i32 @vprintf(ptr, ptr)

define ptx_kernel void @k(ptr %p) !dbg !4 {
  %e = call i32 @llvm.nvvm.read.ptx.sreg.envreg0(), !dbg !6
  %u = call i32 @undefined(i32 %e), !dbg !7
  %v = call i32 @vprintf(ptr %p, ptr null), !dbg !8
  call void @_Z6helperv(), !dbg !8
  ret void
}

define internal void @_Z6helperv() {
  %x = call i32 asm "mov.u32 $0,\0A %clock;", "=r"()
  %y = va_arg ptr null, i32
  ret void
}

!llvm.module.flags = !{!0}
!llvm.dbg.cu = !{!1}
!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = distinct !DICompileUnit(language: DW_LANG_C_plus_plus, file: !2, emissionKind: LineTablesOnly)
!2 = !DIFile(filename: "kernel.cu", directory: "/src")
!3 = !DISubroutineType(types: !5)
!4 = distinct !DISubprogram(name: "k", file: !2, line: 1, type: !3, unit: !1, spFlags: DISPFlagDefinition)
!5 = !{}
!6 = !DILocation(line: 3, column: 9, scope: !4)
!7 = !DILocation(line: 4, column: 9, scope: !4)
!8 = !DILocation(line: 5, scope: !4)

; expect
; kernel.cu:3:9: error: device code uses `nvvm.read.ptx.sreg.envreg0`, which is not supported yet [AW1001]
;   note: reached from kernel `k`
; kernel.cu:4:9: error: device function `undefined` is not defined: define it in this source, or build with -rdc=true and link the object that does [AW0003]
;   note: reached from kernel `k`
; kernel.cu:5: error: inline PTX was not translated [AW1002]
;   note: reached from kernel `k`
; kernel.cu:5: error: device code uses `vaarg` [AW1001]
;   note: reached from kernel `k`
