using System;

namespace NormGen.Samples.Study.Layers;

/// <summary>The members of a generated batch norm that this program calls without knowing its shape.</summary>
internal interface IBatchNorm
{
    Span<float> RunningMean { get; }

    Span<float> RunningVariance { get; }

    ReadOnlySpan<float> SavedMean { get; }

    ReadOnlySpan<float> SavedRstd { get; }

    void AccumulateMoments(ReadOnlySpan<float> input, Moments moments);

    void ForwardWith(ReadOnlySpan<float> input, Span<float> output, Moments moments);
}
