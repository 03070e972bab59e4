//! One piece of Vulkan memory under one buffer, and where the host and the device see it.

use std::ffi::c_void;

use ash::vk;

use super::logical::Logical;
use super::physical::Physical;

/// What memory is for, which decides its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The device's own.
    Device,
    /// The host's, cached there, and reachable by the device: pinned, managed and staging memory.
    Host,
    /// Written by the host and read by the device: the device's own where the host can write to that.
    Parameters,
    /// `cudaHostRegister`: memory of the program.
    Imported,
}

/// A buffer bound to memory of its own.
pub(super) struct Block {
    pub(super) buffer: vk::Buffer,
    memory: vk::DeviceMemory,
    /// Device address of the first byte.
    pub(super) address: usize,
    pub(super) bytes: usize,
    /// Host address of the first byte, if the host reaches it.
    pub(super) host: Option<usize>,
    /// Bytes of the host's addresses equal to the device's that were taken out of circulation; 0 for none.
    reserved: usize,
}

/// Addresses that the driver may choose before the allocation is given up because the host uses them.
const ATTEMPTS: usize = 8;

impl Block {
    /// A block whose device addresses name nothing else on the host.
    ///
    /// # Errors
    /// Vulkan's.
    pub(super) fn create(
        logical: &Logical,
        physical: &Physical,
        kind: Kind,
        bytes: usize,
    ) -> Result<Self, vk::Result> {
        let mut unusable = Vec::new();
        let result = loop {
            match Self::try_create(logical, physical, kind, bytes) {
                Ok((block, true)) => break Ok(block),
                Ok((block, false)) => unusable.push(block),
                Err(error) => break Err(error),
            }
            if unusable.len() == ATTEMPTS {
                break Err(vk::Result::ERROR_OUT_OF_DEVICE_MEMORY);
            }
        };
        // Only now, so that the driver did not choose the same addresses again.
        unusable.into_iter().for_each(|block| block.destroy(logical));
        result
    }

    /// A block and whether its addresses are free on the host.
    fn try_create(
        logical: &Logical,
        physical: &Physical,
        kind: Kind,
        bytes: usize,
    ) -> Result<(Self, bool), vk::Result> {
        let buffer = create_buffer(logical, physical, bytes, false)?;
        // SAFETY: a live buffer.
        let needs = unsafe { logical.raw.get_buffer_memory_requirements(buffer) };
        let memory = allocate(logical, physical, kind, &needs).and_then(|memory| {
            // SAFETY: fresh memory that is large enough.
            unsafe { logical.raw.bind_buffer_memory(buffer, memory, 0) }.map(|()| memory)
        });
        let memory = memory.inspect_err(|_| {
            // SAFETY: nothing uses the buffer.
            unsafe { logical.raw.destroy_buffer(buffer, None) };
        })?;
        let info = vk::BufferDeviceAddressInfo::default().buffer(buffer);
        // SAFETY: the buffer was made for this and is bound.
        let address = unsafe { logical.raw.get_buffer_device_address(&info) } as usize;
        let mut block = Self { buffer, memory, address, bytes, host: None, reserved: 0 };
        let length = (needs.size as usize).max(bytes);
        let reserved = reserve(address, length);
        block.reserved = if reserved { length } else { 0 };
        // Software devices use host memory: there the same number is the same byte.
        if kind != Kind::Device || (!reserved && physical.is_software()) {
            block.map(logical, physical)?;
        }
        let usable = reserved || block.host == Some(address) || !is_host_address(address);
        Ok((block, usable))
    }

    /// Host memory of the program as a block.
    ///
    /// # Errors
    /// Vulkan's.
    pub(super) fn import(
        logical: &Logical,
        physical: &Physical,
        host: usize,
        bytes: usize,
    ) -> Result<Self, vk::Result> {
        let kind = vk::ExternalMemoryHandleTypeFlags::HOST_ALLOCATION_EXT;
        let query = logical.host_pointer_properties.ok_or(vk::Result::ERROR_EXTENSION_NOT_PRESENT)?;
        let mut properties = vk::MemoryHostPointerPropertiesEXT::default();
        // SAFETY: the range is the program's memory, aligned by the caller.
        unsafe { query(logical.raw.handle(), kind, host as *const c_void, &raw mut properties) }.result()?;
        let buffer = create_buffer(logical, physical, bytes, true)?;
        // SAFETY: a live buffer.
        let needs = unsafe { logical.raw.get_buffer_memory_requirements(buffer) };
        let types = needs.memory_type_bits & properties.memory_type_bits;
        let mut import =
            vk::ImportMemoryHostPointerInfoEXT::default().handle_type(kind).host_pointer(host as *mut c_void);
        let mut flags = vk::MemoryAllocateFlagsInfo::default().flags(vk::MemoryAllocateFlags::DEVICE_ADDRESS);
        let create = vk::MemoryAllocateInfo::default()
            .allocation_size(bytes as u64)
            .memory_type_index(types.trailing_zeros())
            .push_next(&mut import)
            .push_next(&mut flags);
        // SAFETY: the structures outlive the calls; the memory stays the program's until it is unregistered.
        unsafe {
            let memory = if types == 0 || needs.size > bytes as u64 {
                Err(vk::Result::ERROR_FORMAT_NOT_SUPPORTED)
            } else {
                logical.raw.allocate_memory(&create, None)
            };
            let memory = memory.inspect_err(|_| logical.raw.destroy_buffer(buffer, None))?;
            logical.raw.bind_buffer_memory(buffer, memory, 0)?;
            let info = vk::BufferDeviceAddressInfo::default().buffer(buffer);
            let address = logical.raw.get_buffer_device_address(&info) as usize;
            let reserved = if address != host && reserve(address, bytes) { bytes } else { 0 };
            Ok(Self { buffer, memory, address, bytes, host: Some(host), reserved })
        }
    }

    /// Makes the memory visible to the host, at the device's address where the device can do that.
    fn map(&mut self, logical: &Logical, physical: &Physical) -> Result<(), vk::Result> {
        let alignment = physical.placed_map_alignment.unwrap_or(u64::MAX) as usize;
        if let Some(map) = logical.map_memory
            && self.reserved != 0
            && self.address.is_multiple_of(alignment)
            && self.reserved.is_multiple_of(alignment)
        {
            let mut placed =
                vk::MemoryMapPlacedInfoEXT::default().placed_address(self.address as *mut c_void);
            let info = vk::MemoryMapInfoKHR::default()
                .flags(vk::MemoryMapFlags::PLACED_EXT)
                .memory(self.memory)
                .size(vk::WHOLE_SIZE)
                .push_next(&mut placed);
            let mut host = std::ptr::null_mut();
            // SAFETY: the addresses are a reservation of this block, which the mapping replaces.
            if unsafe { map(logical.raw.handle(), &raw const info, &raw mut host) } == vk::Result::SUCCESS {
                self.host = Some(host as usize);
                // The mapping has taken the reservation's place, and goes with the memory.
                self.reserved = 0;
                return Ok(());
            }
        }
        // SAFETY: host-visible memory that is not mapped.
        let host =
            unsafe { logical.raw.map_memory(self.memory, 0, vk::WHOLE_SIZE, vk::MemoryMapFlags::empty()) }?;
        self.host = Some(host as usize);
        Ok(())
    }

    /// Gives the memory back; nothing may use it.
    pub(super) fn destroy(self, logical: &Logical) {
        // SAFETY: the block owns both, and the caller says that nothing uses them. Freeing unmaps.
        unsafe {
            logical.raw.destroy_buffer(self.buffer, None);
            logical.raw.free_memory(self.memory, None);
            if self.reserved != 0 {
                libc::munmap(self.address as *mut c_void, self.reserved);
            }
        }
    }
}

fn create_buffer(
    logical: &Logical,
    physical: &Physical,
    bytes: usize,
    imported: bool,
) -> Result<vk::Buffer, vk::Result> {
    if bytes as u64 > physical.max_buffer_bytes {
        return Err(vk::Result::ERROR_OUT_OF_DEVICE_MEMORY);
    }
    let usage = vk::BufferUsageFlags::STORAGE_BUFFER
        | vk::BufferUsageFlags::SHADER_DEVICE_ADDRESS
        | vk::BufferUsageFlags::TRANSFER_SRC
        | vk::BufferUsageFlags::TRANSFER_DST;
    let mut external = vk::ExternalMemoryBufferCreateInfo::default()
        .handle_types(vk::ExternalMemoryHandleTypeFlags::HOST_ALLOCATION_EXT);
    let mut create = vk::BufferCreateInfo::default().size(bytes as u64).usage(usage);
    create = if imported { create.push_next(&mut external) } else { create };
    // SAFETY: the structure outlives the call.
    unsafe { logical.raw.create_buffer(&create, None) }
}

fn allocate(
    logical: &Logical,
    physical: &Physical,
    kind: Kind,
    needs: &vk::MemoryRequirements,
) -> Result<vk::DeviceMemory, vk::Result> {
    let mut result = Err(vk::Result::ERROR_OUT_OF_DEVICE_MEMORY);
    for index in memory_types(&physical.memory, kind, needs.memory_type_bits) {
        if needs.size > physical.room(index) {
            continue;
        }
        let mut flags = vk::MemoryAllocateFlagsInfo::default().flags(vk::MemoryAllocateFlags::DEVICE_ADDRESS);
        let create = vk::MemoryAllocateInfo::default()
            .allocation_size(needs.size)
            .memory_type_index(index)
            .push_next(&mut flags);
        // SAFETY: the structures outlive the call.
        result = unsafe { logical.raw.allocate_memory(&create, None) };
        if result.is_ok() {
            break;
        }
    }
    result
}

/// Memory types that serve the kind, best first.
fn memory_types(memory: &vk::PhysicalDeviceMemoryProperties, kind: Kind, allowed: u32) -> Vec<u32> {
    use vk::MemoryPropertyFlags as Flags;
    let shared = Flags::HOST_VISIBLE | Flags::HOST_COHERENT;
    let (needed, wanted, unwanted) = match kind {
        Kind::Device => (Flags::DEVICE_LOCAL, Flags::empty(), Flags::HOST_VISIBLE),
        Kind::Host | Kind::Imported => (shared, Flags::HOST_CACHED, Flags::DEVICE_LOCAL),
        Kind::Parameters => (shared, Flags::DEVICE_LOCAL, Flags::empty()),
    };
    let flags = |index: u32| memory.memory_types[index as usize].property_flags;
    let usable = |&index: &u32| {
        let flags = flags(index);
        // Device-coherent and protected memory are for other uses, and slow.
        let special = Flags::PROTECTED | Flags::DEVICE_COHERENT_AMD | Flags::LAZILY_ALLOCATED;
        allowed >> index & 1 != 0 && flags.contains(needed) && !flags.intersects(special)
    };
    let mut types: Vec<u32> = (0..memory.memory_type_count).filter(usable).collect();
    types.sort_by_key(|&index| (!flags(index).contains(wanted), flags(index).intersects(unwanted)));
    types
}

/// Whether a pointer of the host could be this number: user addresses of 64-bit Linux.
fn is_host_address(address: usize) -> bool {
    address < 1 << 47
}

/// Takes the range out of the host's address space, so that a device pointer is never a host pointer too.
fn reserve(address: usize, bytes: usize) -> bool {
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE | libc::MAP_FIXED_NOREPLACE;
    if !is_host_address(address) || !address.is_multiple_of(4096) {
        return false;
    }
    // SAFETY: the mapping replaces nothing.
    let mapped = unsafe { libc::mmap(address as *mut c_void, bytes, libc::PROT_NONE, flags, -1, 0) };
    if mapped != libc::MAP_FAILED && mapped as usize != address {
        // A kernel older than 4.17 chose another place.
        // SAFETY: the mapping that was just made.
        unsafe { libc::munmap(mapped, bytes) };
        return false;
    }
    mapped != libc::MAP_FAILED
}
