//! The smallest Vulkan runtime that can run a kernel: one queue, one buffer of device memory, one dispatch at a time.

use anywarp_artifact::RelocationTarget;
use anywarp_artifact::spirv::{Module, Parameters, Unit, launch, without_denorm_preserve};
use ash::vk;

/// Device memory of a test.
const HEAP_BYTES: u64 = 64 << 20;

pub(crate) struct Gpu {
    _entry: ash::Entry,
    instance: ash::Instance,
    device: ash::Device,
    queue: vk::Queue,
    pool: vk::CommandPool,
    buffer: vk::Buffer,
    memory: vk::DeviceMemory,
    base: u64,
    mapped: *mut u8,
    used: u64,
    fused: bool,
    /// The value of the specialisation constant `EXACT_DIVISION`.
    pub(crate) exact_division: u32,
}

/// Bytes of packed parameters.
#[derive(Default)]
pub(crate) struct Arguments(pub(crate) Vec<u8>);

impl Arguments {
    pub(crate) fn push<const N: usize>(mut self, bytes: [u8; N]) -> Self {
        while !self.0.len().is_multiple_of(N.next_power_of_two().min(16)) {
            self.0.push(0);
        }
        self.0.extend_from_slice(&bytes);
        self
    }

    pub(crate) fn pointer(self, address: u64) -> Self {
        self.push(address.to_le_bytes())
    }

    pub(crate) fn int(self, value: i32) -> Self {
        self.push(value.to_le_bytes())
    }
}

impl Gpu {
    /// A CPU device unless `ANYWARP_TEST_GPU` asks for another.
    pub(crate) fn new() -> Self {
        // SAFETY: plain Vulkan initialisation; every structure outlives the call that reads it.
        unsafe {
            let entry = ash::Entry::load().expect("a Vulkan loader (libvulkan1)");
            let application = vk::ApplicationInfo::default().api_version(vk::API_VERSION_1_3);
            let layer = c"VK_LAYER_KHRONOS_validation";
            let layers: Vec<_> = entry
                .enumerate_instance_layer_properties()
                .expect("layers")
                .iter()
                .filter(|l| l.layer_name_as_c_str() == Ok(layer))
                .map(|_| layer.as_ptr())
                .collect();
            let layers = if std::env::var_os("ANYWARP_VALIDATION").is_some() { layers } else { Vec::new() };
            let create =
                vk::InstanceCreateInfo::default().application_info(&application).enabled_layer_names(&layers);
            let instance = entry.create_instance(&create, None).expect("a Vulkan 1.3 instance");
            let gpu = std::env::var_os("ANYWARP_TEST_GPU").is_some();
            let wanted = |device: &vk::PhysicalDevice| {
                let properties = instance.get_physical_device_properties(*device);
                (properties.device_type == vk::PhysicalDeviceType::CPU) != gpu
            };
            let physical = instance
                .enumerate_physical_devices()
                .expect("devices")
                .into_iter()
                .find(wanted)
                .expect("a device (mesa-vulkan-drivers)");
            let device = create_device(&instance, physical);
            let queue = device.get_device_queue(0, 0);
            let pool = device
                .create_command_pool(&vk::CommandPoolCreateInfo::default(), None)
                .expect("a command pool");
            let (buffer, memory, base, mapped) = create_heap(&instance, physical, &device);
            Self {
                _entry: entry,
                instance,
                device,
                queue,
                pool,
                buffer,
                memory,
                base,
                mapped,
                used: 256,
                fused: gpu,
                exact_division: 1 - u32::from(gpu),
            }
        }
    }

    /// Device memory at a multiple of 256.
    pub(crate) fn allocate(&mut self, bytes: u64) -> u64 {
        let offset = self.used;
        self.used = (offset + bytes).next_multiple_of(256);
        assert!(self.used <= HEAP_BYTES);
        self.base + offset
    }

    pub(crate) fn write(&mut self, address: u64, bytes: &[u8]) {
        // SAFETY: addresses come from `allocate`; the memory is mapped and coherent.
        unsafe {
            let to = self.mapped.add((address - self.base) as usize);
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), to, bytes.len());
        }
    }

    pub(crate) fn read(&self, address: u64, bytes: usize) -> Vec<u8> {
        // SAFETY: as in `write`.
        unsafe { std::slice::from_raw_parts(self.mapped.add((address - self.base) as usize), bytes).to_vec() }
    }

    pub(crate) fn upload<T: Copy>(&mut self, values: &[T]) -> u64 {
        let bytes = size_of_val(values);
        let address = self.allocate(bytes as u64);
        // SAFETY: plain numbers as bytes.
        let raw = unsafe { std::slice::from_raw_parts(values.as_ptr().cast::<u8>(), bytes) };
        self.write(address, raw);
        address
    }

    pub(crate) fn download<T: Copy>(&self, address: u64, count: usize) -> Vec<T> {
        let bytes = self.read(address, count * size_of::<T>());
        // SAFETY: plain numbers from bytes; the vector is aligned for bytes, so they are read unaligned.
        (0..count).map(|i| unsafe { bytes.as_ptr().cast::<T>().add(i).read_unaligned() }).collect()
    }

    /// Loads the unit's data; returns its address.
    pub(crate) fn load(&mut self, unit: &Unit) -> u64 {
        let data = &unit.data;
        let bytes = data.bytes.len() as u64 + data.zero_bytes;
        let address = self.allocate(bytes.max(1));
        let mut image = data.bytes.clone();
        image.resize(bytes as usize, 0);
        for relocation in &data.relocations {
            let value = match relocation.target {
                RelocationTarget::Data(offset) => address.wrapping_add_signed(offset),
                RelocationTarget::Function(number) => u64::from(number) + 1,
            };
            let at = relocation.at as usize;
            image[at..at + 8].copy_from_slice(&value.to_le_bytes());
        }
        self.write(address, &image);
        address
    }

    /// Runs one kernel and waits for it; returns the fault word.
    pub(crate) fn launch(
        &mut self,
        module: &Module,
        data: u64,
        grid: [u32; 3],
        block: [u32; 3],
        shared_bytes: u32,
        arguments: &Arguments,
    ) -> u32 {
        let mut record = [0u32; launch::BYTES as usize / 4];
        let pair = |record: &mut [u32; 32], word: u32, value: u64| {
            record[word as usize] = value as u32;
            record[word as usize + 1] = (value >> 32) as u32;
        };
        let fault = self.upload(&[0u32]);
        pair(&mut record, launch::DATA, data);
        pair(&mut record, launch::FAULT, fault);
        for axis in 0..3 {
            record[launch::GRID as usize + axis] = grid[axis];
        }
        match module.parameters {
            Parameters::Buffer => {
                let address = self.upload(&arguments.0);
                pair(&mut record, launch::PARAMETERS, address);
            }
            Parameters::Inline => {
                for (index, bytes) in arguments.0.chunks(4).enumerate() {
                    let mut word = [0; 4];
                    word[..bytes.len()].copy_from_slice(bytes);
                    record[launch::INLINE_PARAMETERS as usize + index] = u32::from_le_bytes(word);
                }
            }
        }
        let elements = shared_bytes.div_ceil(module.dynamic_shared_unit.max(1)).max(1);
        let special = [
            block[0],
            block[1],
            block[2],
            elements,
            u32::from(self.fused),
            self.exact_division,
            shared_bytes,
        ];
        let bytes: Vec<u8> = record.iter().flat_map(|word| word.to_le_bytes()).collect();
        self.dispatch(&without_denorm_preserve(&module.words), &special, &bytes, grid);
        self.download::<u32>(fault, 1)[0]
    }

    fn dispatch(&self, words: &[u32], special: &[u32; 7], push: &[u8], grid: [u32; 3]) {
        let device = &self.device;
        // SAFETY: every structure outlives the call that reads it; the queue is idle before anything is destroyed.
        unsafe {
            let code = vk::ShaderModuleCreateInfo::default().code(words);
            let shader = device.create_shader_module(&code, None).expect("a shader module");
            let ranges = [vk::PushConstantRange::default()
                .stage_flags(vk::ShaderStageFlags::COMPUTE)
                .size(launch::BYTES)];
            let layout = vk::PipelineLayoutCreateInfo::default().push_constant_ranges(&ranges);
            let layout = device.create_pipeline_layout(&layout, None).expect("a pipeline layout");
            let entries: Vec<_> = (0..special.len() as u32)
                .map(|id| vk::SpecializationMapEntry { constant_id: id, offset: id * 4, size: 4 })
                .collect();
            let values: Vec<u8> = special.iter().flat_map(|value| value.to_le_bytes()).collect();
            let specialization = vk::SpecializationInfo::default().map_entries(&entries).data(&values);
            let stage = vk::PipelineShaderStageCreateInfo::default()
                .stage(vk::ShaderStageFlags::COMPUTE)
                .module(shader)
                .name(c"main")
                .specialization_info(&specialization);
            let create = [vk::ComputePipelineCreateInfo::default().stage(stage).layout(layout)];
            let pipeline = device
                .create_compute_pipelines(vk::PipelineCache::null(), &create, None)
                .expect("a pipeline")[0];
            let allocate =
                vk::CommandBufferAllocateInfo::default().command_pool(self.pool).command_buffer_count(1);
            let commands = device.allocate_command_buffers(&allocate).expect("a command buffer");
            let buffer = commands[0];
            device.begin_command_buffer(buffer, &vk::CommandBufferBeginInfo::default()).expect("begins");
            device.cmd_bind_pipeline(buffer, vk::PipelineBindPoint::COMPUTE, pipeline);
            device.cmd_push_constants(buffer, layout, vk::ShaderStageFlags::COMPUTE, 0, push);
            device.cmd_dispatch(buffer, grid[0], grid[1], grid[2]);
            device.end_command_buffer(buffer).expect("ends");
            let submit = [vk::SubmitInfo::default().command_buffers(&commands)];
            device.queue_submit(self.queue, &submit, vk::Fence::null()).expect("submits");
            device.queue_wait_idle(self.queue).expect("runs to its end");
            device.free_command_buffers(self.pool, &commands);
            device.destroy_pipeline(pipeline, None);
            device.destroy_pipeline_layout(layout, None);
            device.destroy_shader_module(shader, None);
        }
    }
}

unsafe fn create_device(instance: &ash::Instance, physical: vk::PhysicalDevice) -> ash::Device {
    // SAFETY: plain Vulkan; features are what the device says it has.
    unsafe {
        let mut features12 = vk::PhysicalDeviceVulkan12Features::default();
        let mut features11 = vk::PhysicalDeviceVulkan11Features::default();
        let mut features13 = vk::PhysicalDeviceVulkan13Features::default();
        let mut all = vk::PhysicalDeviceFeatures2::default()
            .push_next(&mut features11)
            .push_next(&mut features12)
            .push_next(&mut features13);
        instance.get_physical_device_features2(physical, &mut all);
        all.features.robust_buffer_access = 0;
        let priorities = [1.0];
        let queues =
            [vk::DeviceQueueCreateInfo::default().queue_family_index(0).queue_priorities(&priorities)];
        let create = vk::DeviceCreateInfo::default().queue_create_infos(&queues).push_next(&mut all);
        instance.create_device(physical, &create, None).expect("a device")
    }
}

unsafe fn create_heap(
    instance: &ash::Instance,
    physical: vk::PhysicalDevice,
    device: &ash::Device,
) -> (vk::Buffer, vk::DeviceMemory, u64, *mut u8) {
    // SAFETY: plain Vulkan; the memory stays mapped until the device is destroyed.
    unsafe {
        let create = vk::BufferCreateInfo::default()
            .size(HEAP_BYTES)
            .usage(vk::BufferUsageFlags::STORAGE_BUFFER | vk::BufferUsageFlags::SHADER_DEVICE_ADDRESS);
        let buffer = device.create_buffer(&create, None).expect("a buffer");
        let needs = device.get_buffer_memory_requirements(buffer);
        let wanted = vk::MemoryPropertyFlags::HOST_VISIBLE | vk::MemoryPropertyFlags::HOST_COHERENT;
        let types = instance.get_physical_device_memory_properties(physical);
        let index = (0..types.memory_type_count)
            .find(|&n| {
                needs.memory_type_bits >> n & 1 != 0
                    && types.memory_types[n as usize].property_flags.contains(wanted)
            })
            .expect("host-visible memory");
        let mut flags = vk::MemoryAllocateFlagsInfo::default().flags(vk::MemoryAllocateFlags::DEVICE_ADDRESS);
        let allocate = vk::MemoryAllocateInfo::default()
            .allocation_size(needs.size)
            .memory_type_index(index)
            .push_next(&mut flags);
        let memory = device.allocate_memory(&allocate, None).expect("memory");
        device.bind_buffer_memory(buffer, memory, 0).expect("binds");
        let mapped = device.map_memory(memory, 0, vk::WHOLE_SIZE, vk::MemoryMapFlags::empty()).expect("maps");
        let address =
            device.get_buffer_device_address(&vk::BufferDeviceAddressInfo::default().buffer(buffer));
        (buffer, memory, address, mapped.cast())
    }
}

impl Drop for Gpu {
    fn drop(&mut self) {
        // SAFETY: everything is idle; created in `new`, destroyed once.
        unsafe {
            self.device.destroy_buffer(self.buffer, None);
            self.device.free_memory(self.memory, None);
            self.device.destroy_command_pool(self.pool, None);
            self.device.destroy_device(None);
            self.instance.destroy_instance(None);
        }
    }
}
