using System;
using System.Diagnostics;
using NormGen;

// What a service does first: make its layers, freeze them, answer one request.
var main = Stopwatch.GetTimestamp();
var (stem, norm) = (new StemNorm(), new RowNorm());
float[] image = new float[StemNorm.ElementsPerSample], rows = new float[16 * RowNorm.ElementsPerSample];
for (var i = 0; i < rows.Length; i++)
{
    rows[i] = i % 7;
}

stem.Freeze().Infer(image, image);
norm.Infer(rows, rows);
var first = Stopwatch.GetElapsedTime(main);
var sinceStart = DateTime.Now - Process.GetCurrentProcess().StartTime;

Console.WriteLine($"{NormGenRuntime.Tier}: first answers after {first.TotalMilliseconds:F1} ms, {sinceStart.TotalMilliseconds:F0} ms after the process began");
if (args is ["verify"])
{
    Console.WriteLine(LayerVerification.Verify(stem));
    Console.WriteLine(LayerVerification.Verify(norm));
}

[BatchNorm(64, Layout = Layout.NHWC, Height = 56, Width = 56, Activation = Activation.Relu)]
internal sealed partial class StemNorm;

[LayerNorm(768)]
internal sealed partial class RowNorm;
