using System;
using System.Runtime.InteropServices;
using NormGen.Kernels.Tests.Support;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>A tensor that ends or starts at a page that may not be touched: an access past it ends the process.</summary>
internal sealed class GuardedMemory : IDisposable
{
    private readonly GuardedPages pages;

    /// <summary>Maps memory between two guard pages.</summary>
    /// <param name="values">What it holds.</param>
    /// <param name="atEnd">Whether the tensor touches the page behind it; else the one before.</param>
    public GuardedMemory(ReadOnlySpan<float> values, bool atEnd)
    {
        pages = new GuardedPages(values.Length * sizeof(float), atEnd);
        Memory = OwnMemory.Of(MemoryMarshal.Cast<byte, float>(pages.Span));
        values.CopyTo(Memory.Span);
    }

    public Memory<float> Memory { get; }

    public void Dispose() => pages.Dispose();
}
