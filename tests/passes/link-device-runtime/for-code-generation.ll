; test link-device-runtime, drop-unused
; about LLVM's backend will call 128-bit division where the IR has no call yet, and `place-globals` the address of data
define void @kernel0() #0 {
  ret void
}

attributes #0 = { "wasm-export-name"="kernel0" }

; unordered: define $(=.*)ptr @anywarp_image(
; unordered: define $(=.*) @__udivti3(
; unordered: define $(=.*) @__modti3(
