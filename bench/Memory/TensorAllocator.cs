using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace NormGen.Bench.Memory;

/// <summary>Makes the tensors of one row, each with values of its own.</summary>
/// <param name="unaligned">
/// False: every tensor starts on a page, so that no run differs from another by chance. True: ordinary arrays, each tensor at
/// another odd element of its own, as slices of a user's buffers may be.
/// </param>
internal sealed class TensorAllocator(bool unaligned)
{
    private const int PageBytes = 4096;

    // Native code knows tensors by address alone: they live as long as this.
    private readonly List<Tensor> tensors = [];

    public Tensor Make(int length)
    {
        var tensor = unaligned ? Slice(length) : OnPage(length);
        NormalValues.Fill(tensor.Span, seed: tensors.Count);
        tensors.Add(tensor);
        return tensor;
    }

    private static Tensor OnPage(int length)
    {
        var array = GC.AllocateUninitializedArray<float>(length + (PageBytes / sizeof(float)), pinned: true);
        var past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % PageBytes);
        return new Tensor(array, (PageBytes - past) % PageBytes / sizeof(float), length);
    }

    private Tensor Slice(int length)
    {
        var offset = (2 * tensors.Count) + 1;
        return new Tensor(GC.AllocateUninitializedArray<float>(length + offset, pinned: true), offset, length);
    }
}
