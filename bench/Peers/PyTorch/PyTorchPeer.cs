using System;
using System.IO;
using System.Runtime.InteropServices;
using NormGen.Bench.Layers;
using NormGen.Bench.Memory;
using NormGen.Bench.Suite;
using NormGen.Bench.Timing;

namespace NormGen.Bench.Peers.PyTorch;

/// <summary>PyTorch, in a process of its own that times inside itself: what its functions take when Python calls them.</summary>
internal sealed class PyTorchPeer(PyTorchWorker worker) : IPeer
{
    public string Name => "PyTorch";

    public IContender? Enter(Workload workload)
    {
        // On a file system in memory, where there is one.
        var home = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var folder = Directory.CreateDirectory(Path.Combine(home, $"normgen-{Environment.ProcessId}")).FullName;
        var (layer, row, parameters) = (workload.Layer, workload.Row, workload.Parameters);
        var told = new PyTorchRow(
            layer.Kind == LayerKind.Group ? "GN" : layer.Operation,
            row.PassName,
            [row.Batch, .. layer.Sizes],
            layer.IsChannelsLast,
            layer.Groups,
            layer.Epsilon,
            workload.Threads,
            Write("input", workload.Input),
            Write("gradient", workload.OutputGradient),
            Write("gamma", parameters.Gamma),
            Write("beta", parameters.Beta),
            Write("mean", parameters.Mean),
            Write("variance", parameters.Variance));
        var ready = worker.Prepare(told);
        Directory.Delete(folder, recursive: true);
        return ready ? new Contender(worker, workload.Row.Length) : null;

        string Write(string name, Tensor tensor)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllBytes(path, MemoryMarshal.AsBytes(tensor.Span));
            return path;
        }
    }

    private sealed class Contender(PyTorchWorker worker, int length) : IContender
    {
        public bool IsJitted => false;

        public double Time(int calls) => worker.Time(calls);

        public ReadOnlySpan<float> Result()
        {
            var path = Path.GetTempFileName();
            var written = worker.WriteResult(path) ? File.ReadAllBytes(path) : [];
            File.Delete(path);
            var bytes = length * sizeof(float);
            return MemoryMarshal.Cast<byte, float>(written.Length == bytes ? written : new byte[bytes]);
        }

        public void Leave() => worker.Leave();
    }
}
