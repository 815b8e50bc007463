using System;

namespace NormGen.Bench.Layers;

/// <summary>The batch sizes at which the suite times a declared layer.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class BatchesAttribute(params int[] sizes) : Attribute
{
    public int[] Sizes { get; } = sizes;
}
