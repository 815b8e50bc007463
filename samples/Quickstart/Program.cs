using System;
using NormGen;

// Batches of 64 readings of a thermometer, a barometer and a hygrometer, each with a mean and a spread of its own.
float[] means = [20, 1013, 60], spreads = [5, 8, 15];
float[] input = new float[64 * SensorNorm.ElementsPerSample], output = new float[input.Length], gradient = new float[input.Length];
var random = new Random(1);
var norm = new SensorNorm();   // gamma 1, beta 0; from a checkpoint: savedGamma.CopyTo(norm.Gamma)

// Train it to give its input back: gamma and beta have to find the spread and the mean that normalizing takes away.
for (var step = 0; step < 200; step++)
{
    for (var i = 0; i < input.Length; i++)
        input[i] = means[i % 3] + spreads[i % 3] * MathF.Sqrt(12) * (random.NextSingle() - 0.5f);

    norm.Forward(input, output);                 // by the statistics of this batch
    for (var i = 0; i < input.Length; i++)
        gradient[i] = (output[i] - input[i]) / 64;

    norm.Backward(input, gradient, gradient);    // fills GammaGradient and BetaGradient; in place here
    for (var c = 0; c < SensorNorm.Channels; c++)
    {
        norm.Gamma[c] -= 0.1f * norm.GammaGradient[c];
        norm.Beta[c] -= 0.1f * norm.BetaGradient[c];
    }
}

SensorNorm.Frozen frozen = norm.Freeze();        // immutable, thread-safe: inference by the running statistics
frozen.Infer(input, output);

Console.WriteLine("sensor   spread   gamma     mean    beta  reading  output");
for (var c = 0; c < SensorNorm.Channels; c++)
    Console.WriteLine($"{c,6}{spreads[c],9:F1}{norm.Gamma[c],8:F1}{means[c],9:F1}{norm.Beta[c],8:F1}{input[c],9:F1}{output[c],8:F1}");

Console.WriteLine();
Console.WriteLine(LayerVerification.Verify(norm));   // every pass against the reference, on this machine

[BatchNorm(3, Layout = Layout.NC)]
internal sealed partial class SensorNorm;
