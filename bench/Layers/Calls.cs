using System;

namespace NormGen.Bench.Layers;

/// <summary>The shape of a frozen layer's <c>Infer</c> and of a layer's <c>Forward</c>.</summary>
internal delegate void ForwardCall(ReadOnlySpan<float> input, Span<float> output);

/// <summary>The shape of a layer's <c>Backward</c>.</summary>
internal delegate void BackwardCall(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient);
