; test strip-metadata-variables
; about only LLVM's lists are removed
@x = addrspace(1) global i32 1, section "mine", align 4

; check: @x = addrspace(1) global i32 1, section "mine", align 4
