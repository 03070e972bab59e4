; test retarget, emit-entries
; about threads that never wait run one after the other; if nothing but the kernel itself asks who runs, nobody keeps
; track of it
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare i32 @llvm.nvvm.read.ptx.sreg.tid.z()

define ptx_kernel void @k(ptr %p) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %z = call i32 @llvm.nvvm.read.ptx.sreg.tid.z()
  %sum = add i32 %t, %z
  store i32 %sum, ptr %p, align 4
  ret void
}

; check: define void @k.thread(ptr %0, i32 %1) #$(inlined=\d+)
; check: define void @kernel0(ptr %0, ptr %1, i32 %2, i32 %3) #$(entry=\d+)
; nextln: entry:
; nextln: call void @anywarp_run_leaf(ptr %0, ptr %1, i32 %2, i32 %3, ptr @k.thread)
; nextln: ret void
; check: define i32 @arena0(ptr %0) #$(arena=\d+)
; check: $(bytes=$V) = call i32 @anywarp_loop_arena_bytes(ptr %0)
; nextln: ret i32 $bytes
; check: attributes #$inlined = { alwaysinline
; check: attributes #$entry = $(=.*) "wasm-export-name"="kernel0"
; check: attributes #$arena = $(=.*) "wasm-export-name"="arena0"
; check: kernel k: Loop
