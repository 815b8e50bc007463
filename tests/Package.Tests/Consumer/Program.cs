using System;
using Consumer.Layers;

// One gradient step for each layer, towards an output that is 1 everywhere.
var dense = new DenseNorm();
Check.Layer("NC 32x48", 32 * 48, dense.Parameters, dense.Forward, dense.Backward, dense.Infer, () => dense.Freeze().Infer);

var planes = new Convolutions.PlaneNorm();
var length = 4 * Convolutions.PlaneNorm.ElementsPerSample;
Check.Layer(
    "NCHW 4x16x5x7", length, planes.Parameters, planes.Forward, planes.Backward, planes.Infer, () => planes.Freeze().Infer);

var pixels = new Convolutions.PixelNorm();
Check.Layer(
    "NHWC 2x24x6x6",
    2 * 24 * 6 * 6,
    pixels.Parameters,
    (input, output) => pixels.Forward(input, output, 2),
    (input, outputGradient, inputGradient) => pixels.Backward(input, outputGradient, inputGradient, 2),
    (input, output) => pixels.Infer(input, output, 2),
    () =>
    {
        var frozen = pixels.Freeze();
        return (input, output) => frozen.Infer(input, output, 2);
    });

var gated = new GatedNorm();
Check.Layer("NC 32x40, gated", 32 * 40, gated.Parameters, gated.Forward, gated.Backward, gated.Infer, () => gated.Freeze().Infer);
Console.WriteLine($"gated within {NormGen.LayerVerification.Verify(gated).Passes.Count} bounds");

var quantized = new QuantizedNorm { OutputScale = 0.5f, OutputZeroPoint = 3 };
var integers = new sbyte[40];
quantized.Infer([.. new float[20], .. System.Linq.Enumerable.Repeat(2f, 20)], integers);
Console.WriteLine($"quantized from {integers[0]} to {integers[39]}");

internal delegate void Forward(ReadOnlySpan<float> input, Span<float> output);

internal delegate void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient);
