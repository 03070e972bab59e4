//! Channel descriptions, which are plain values.

/// `cudaChannelFormatDesc`: bits of the four components and `cudaChannelFormatKind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct ChannelFormatDesc {
    pub x: i32,
    pub y: i32,
    pub z: i32,
    pub w: i32,
    pub kind: i32,
}

#[unsafe(no_mangle)]
pub extern "C" fn cudaCreateChannelDesc(x: i32, y: i32, z: i32, w: i32, kind: i32) -> ChannelFormatDesc {
    ChannelFormatDesc { x, y, z, w, kind }
}
