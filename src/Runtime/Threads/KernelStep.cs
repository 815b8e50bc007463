using System.ComponentModel;

namespace NormGen.Runtime;

/// <summary>
/// A step of a kernel's work: so many pieces that do not depend on each other. What a piece gives must not depend on which pieces
/// are done together, in which order, or by whom.
/// </summary>
/// <param name="pointers">What the kernel works on.</param>
/// <param name="from">The first piece to do.</param>
/// <param name="to">The piece after the last to do.</param>
/// <param name="slot">A number that no other chunk of the call has while this one runs, below <see cref="Team.Slots"/>: where
/// its scratch memory is. It may not decide what a piece gives.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void KernelStep(in KernelPointers pointers, nuint from, nuint to, nuint slot);
