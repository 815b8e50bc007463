using System;

namespace NormGen.Kernels.Tests.Harness;

/// <summary><c>Infer</c> of a layer or a frozen one; the batch is ignored where the layer does not ask for it.</summary>
internal delegate void InferCall(ReadOnlySpan<float> input, Span<float> output, int batch);

/// <summary><c>Infer</c> where every size but the batch is declared.</summary>
internal delegate void SizedInferCall(ReadOnlySpan<float> input, Span<float> output);
