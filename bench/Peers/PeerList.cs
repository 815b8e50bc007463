using System;
using System.Collections.Generic;
using NormGen.Bench.Peers.Managed;
using NormGen.Bench.Peers.OneDnn;
using NormGen.Bench.Peers.OnnxRuntime;
using NormGen.Bench.Peers.PyTorch;
using Spectre.Console;

namespace NormGen.Bench.Peers;

/// <summary>The libraries that are there to be compared with. One that is missing is said to be, once.</summary>
internal sealed class PeerList : IDisposable
{
    private readonly PyTorchWorker? torch;

    public PeerList(int threads)
    {
        torch = PyTorchWorker.Start(threads);
        var found = new List<IPeer> { new TensorPrimitivesPeer(), new ReferencePeer() };
        Add(Dnnl.IsInstalled, "oneDNN", static () => new OneDnnPeer());
        Add(OrtApi.IsInstalled, "ONNX Runtime", static () => new OnnxRuntimePeer());
        Add(torch is not null, "PyTorch", () => new PyTorchPeer(torch!));
        Peers = found;

        void Add(bool isThere, string name, Func<IPeer> make)
        {
            if (isThere)
            {
                found.Add(make());
            }
            else
            {
                AnsiConsole.MarkupLineInterpolated($"[yellow]{name} is not installed (bench/setup-peers.sh): left out.[/]");
            }
        }
    }

    public IReadOnlyList<IPeer> Peers { get; }

    public void Dispose() => torch?.Dispose();
}
