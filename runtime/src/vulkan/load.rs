//! Images on a Vulkan device: which module runs each kernel, and the variables.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use anywarp_artifact::spirv::{Requirement, Unit, with_maximal_reconvergence, without_denorm_preserve};
use anywarp_artifact::{Artifact, RelocationTarget, Target};
use ash::vk;

use super::Gpu;
use super::block::Kind;
use super::features::{self, Fit};
use super::pipeline::Key;
use crate::device::{Purpose, say};
use crate::error::{Error, Result};

/// An artifact's SPIR-V image on a device.
pub(crate) struct Loaded {
    pub(super) artifact: Arc<Artifact>,
    pub(super) unit: Unit,
    /// Address of the variables.
    pub(super) data: usize,
    /// In the order of the artifact's kernels: the modules that run it, best first, or why none does.
    pub(super) choices: Vec<std::result::Result<Vec<Choice>, String>>,
    pub(super) pipelines: Mutex<HashMap<Key, vk::Pipeline>>,
}

/// How a kernel runs on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// Positions in the unit.
    pub(super) kernel: usize,
    pub(super) module: usize,
    pub(super) fit: Fit,
}

impl Loaded {
    /// The module of a kernel and how it runs.
    pub(super) fn module(&self, choice: Choice) -> &anywarp_artifact::spirv::Module {
        &self.unit.kernels[choice.kernel].modules[choice.module]
    }

    /// The words to give to Vulkan.
    pub(super) fn words(&self, choice: Choice) -> Vec<u32> {
        let module = self.module(choice);
        let mut words = module.words.clone();
        if choice.fit.without_denorms {
            words = without_denorm_preserve(&words);
        }
        if module.requirements.contains(&Requirement::MaximalReconvergence) {
            words = with_maximal_reconvergence(&words);
        }
        words
    }
}

impl Gpu {
    /// Reads an artifact's image, chooses modules and places the variables.
    ///
    /// # Errors
    /// `cudaErrorNoKernelImageForDevice` without a SPIR-V image, `cudaErrorInvalidKernelImage`,
    /// `cudaErrorMemoryAllocation`; the reason is on stderr.
    pub(crate) fn load(&self, artifact: &Arc<Artifact>) -> Result<Arc<Loaded>> {
        let image = artifact.images.iter().find(|image| image.target == Target::SpirV).ok_or_else(|| {
            let name = &self.physical.name;
            say(&format!("anywarp: the program's device code has no image for {name} (SPIR-V)\n"));
            Error::NoKernelImageForDevice
        })?;
        let unit = Unit::from_bytes(&image.code).map_err(|error| {
            say(&format!("anywarp: the program's device code cannot be loaded: {error}\n"));
            Error::InvalidKernelImage
        })?;
        let choices = artifact.kernels.iter().map(|kernel| self.choose(&unit, &kernel.name)).collect();
        let bytes = usize::try_from(unit.data.zero_bytes).ok();
        let bytes =
            bytes.and_then(|zero| zero.checked_add(unit.data.bytes.len())).ok_or(Error::MemoryAllocation)?;
        let alignment = unit.data.alignment.max(1) as usize;
        let data = self.allocate(bytes.max(1) + alignment, Purpose::Variables)?.next_multiple_of(alignment);
        let artifact = Arc::clone(artifact);
        let loaded = Arc::new(Loaded { artifact, unit, data, choices, pipelines: Mutex::default() });
        self.initialise(&loaded)?;
        self.images.lock().expect("not poisoned").push(Arc::clone(&loaded));
        Ok(loaded)
    }

    fn choose(&self, unit: &Unit, name: &str) -> std::result::Result<Vec<Choice>, String> {
        let device = &self.physical.name;
        let kernel = unit.kernels.iter().position(|kernel| kernel.name == name);
        let kernel = kernel.ok_or_else(|| format!("has no SPIR-V code for {device}"))?;
        let modules = &unit.kernels[kernel].modules;
        let mut choices = Vec::new();
        let mut lacking = Vec::new();
        for (module, candidate) in modules.iter().enumerate() {
            match features::fit(&self.physical, &candidate.requirements) {
                Ok(fit) => choices.push(Choice { kernel, module, fit }),
                // What the last one, which runs any block, lacks is what keeps the kernel from running.
                Err(missing) => lacking = missing,
            }
        }
        match (choices.is_empty(), lacking.is_empty()) {
            (false, _) => Ok(choices),
            (true, false) => Err(format!("needs {}, which {device} lacks", lacking.join(", "))),
            (true, true) => Err(format!("cannot run on {device}: {}", unit.kernels[kernel].refusal)),
        }
    }

    /// Gives the variables their initial values.
    fn initialise(&self, loaded: &Loaded) -> Result {
        let data = &loaded.unit.data;
        let mut bytes = data.bytes.clone();
        bytes.resize(bytes.len() + data.zero_bytes as usize, 0);
        for relocation in &data.relocations {
            let value = match relocation.target {
                RelocationTarget::Data(offset) => (loaded.data as u64).wrapping_add_signed(offset),
                RelocationTarget::Function(number) => u64::from(number) + 1,
            };
            let field = bytes.get_mut(relocation.at as usize..).and_then(|rest| rest.first_chunk_mut());
            *field.ok_or(Error::InvalidKernelImage)? = value.to_le_bytes();
        }
        self.write_now(loaded.data, &bytes, Kind::Host)
    }

    /// Stores an address in a variable of an image.
    ///
    /// # Errors
    /// Those of the copy.
    pub(crate) fn store_address(&self, variable: usize, address: usize) -> Result {
        self.write_now(variable, &(address as u64).to_le_bytes(), Kind::Host)
    }

    /// Gives all variables of all images their initial values again.
    ///
    /// # Errors
    /// Those of the copies.
    pub(crate) fn reset_variables(&self) -> Result {
        let images = self.images.lock().expect("not poisoned").clone();
        images.iter().try_for_each(|loaded| self.initialise(loaded))
    }

    /// Address and bytes of a variable of the image.
    pub(crate) fn variable(&self, loaded: &Loaded, name: &str) -> Option<(usize, usize)> {
        let variable = loaded.unit.variables.iter().find(|variable| variable.name == name)?;
        Some((loaded.data + variable.offset as usize, variable.bytes as usize))
    }
}
