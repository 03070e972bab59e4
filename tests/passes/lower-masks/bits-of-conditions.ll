; test lower-masks
; about conditions as bits of a number are bits of masks: the backend breaks where there are more than 16
define i32 @all_equal(<32 x i32> %a, <32 x i32> %b) {
  %c = icmp ne <32 x i32> %a, %b
  %bits = bitcast <32 x i1> %c to i32
  ret i32 %bits
}

; not: bitcast <32 x i1>
; check: call <8 x i16> @llvm.wasm.narrow.signed.v8i16.v4i32
; check: call i32 @llvm.wasm.bitmask.v16i8
; check: call i32 @llvm.wasm.bitmask.v16i8
; check: ret i32
